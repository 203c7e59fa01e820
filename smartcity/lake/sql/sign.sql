-- What the snapshot is made of that is committed next.
call ducklake_set_commit_message('lake', null, null, extra_info => $made_of)
