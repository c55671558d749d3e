"""The people behind the alliance.

An account belongs to a person, never to a desk. A person holds appointments: liaison of a bank, officer of the center,
inspector for three weeks; and acts under one of them at a time, switching above. New people come in by invitation: a
liaison invites colleagues without the center. Whoever leaves hands over what is open in one act.
"""
