call postgres_execute('catalogue', $sql)
