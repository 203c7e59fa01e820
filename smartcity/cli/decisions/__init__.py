"""Questions and decisions at the shell: the form that `check` proposes and `decide` reads, and its words."""
