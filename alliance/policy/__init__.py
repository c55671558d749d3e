"""Who may do what: the permissions (can), the questions (rules), the answers (table), the doors (gate)."""
