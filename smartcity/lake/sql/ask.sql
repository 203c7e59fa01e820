select * from postgres_query('catalogue', $sql)
