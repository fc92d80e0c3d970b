"""Every account of the demo: the told stories first, then those with simpler lives.

A story that is added to one of these lists is all that a new account takes.
"""

from accountdesk.desk.demo import (
    customers_due,
    customers_in_order,
    customers_quiet,
    customers_wronged,
    prospects,
    prospects_by_mail,
    told_customers,
    told_friends,
    told_losses,
    told_prospects,
)
from accountdesk.desk.demo.story import Story

STORIES: tuple[Story, ...] = (
    *told_customers.STORIES,
    *told_friends.STORIES,
    *told_losses.STORIES,
    *told_prospects.STORIES,
    *customers_due.STORIES,
    *customers_wronged.STORIES,
    *customers_quiet.STORIES,
    *customers_in_order.STORIES,
    *prospects.STORIES,
    *prospects_by_mail.STORIES,
)
