-- The newest files of one table, each with that which says which of its rows count no more.
select data_file, delete_file from ducklake_list_files('lake', $table)
