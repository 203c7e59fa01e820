insert into builds by name select unnest($stamp)
