"""What a survey is about: its services, and whose they are.

Takes the warehouse, the chosen year and the words, gives exhibits of the plan: a decision of the office, or a proposal
that says so. Must not know how a plan is decided on, nor what is handed out for it.
"""

from smartcity.exhibits.fieldwork.planned import owners, services
