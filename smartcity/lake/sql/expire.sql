-- Nobody asks for the tables as they were before: only whoever is at work just now reads an older snapshot.
call ducklake_expire_snapshots('lake', older_than => now() - interval '1 day')
