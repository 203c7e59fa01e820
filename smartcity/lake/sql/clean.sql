call ducklake_cleanup_old_files('lake', older_than => now() - interval '1 day')
