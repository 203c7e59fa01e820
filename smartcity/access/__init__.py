"""Who may do what: the roles, the actions, and the one table that joins them.

Takes a role and an action, gives yes or no. Pure policy: pages, commands and intake ask it; it must not know how
somebody signed in, what a page draws or where anything is stored.
"""
