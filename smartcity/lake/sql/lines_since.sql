select number, line, before, hash from smartcity_journal where number >= {known} order by number
