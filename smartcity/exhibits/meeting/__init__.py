"""Rapat: which meetings there are, what earlier ones left to do, and the minutes of one.

Takes meetings as people made them and gives exhibits of them. What a meeting looks at is frozen by
`smartcity.exhibits.agenda`; must not know where that is kept, nor who may write.
"""

from smartcity.exhibits.meeting.following import KEY as FOLLOWED
from smartcity.exhibits.meeting.following import following
from smartcity.exhibits.meeting.listing import listing
from smartcity.exhibits.meeting.minutes import actions, fault_said, meeting_said, meetings_said, minutes, point_said
