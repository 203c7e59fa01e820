"""Who may come in and do what: the roles and the one table of their actions, the modes, accounts, sign-ins, the audit.

Takes a role and an action, gives yes or no; takes what somebody signs in with, gives a token and who stands behind it.
Pages, commands and intake ask it; it must not know a browser, what a page draws or where the data are.
"""
