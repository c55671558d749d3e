"""How an organisation comes to take part: it applies, and the center or its district decides.

Anybody may apply, without an account: section by section, then once over all answers, then off with it. The applicant
follows the state with the number and a code sent to the liaison's address, and answers when it is given back. Officers
go through a graded check list and give back, refuse or admit; an admission makes the member, its seats and the
liaison's invitation in one act. Who reads what of it: the applicant its own, a district its own, the center all.
"""
