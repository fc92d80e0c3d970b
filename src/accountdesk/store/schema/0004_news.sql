-- Good news: what the last days brought, without reading what all days did.

CREATE INDEX contribution_day ON contribution(flow, day);
