select lines from built_of
