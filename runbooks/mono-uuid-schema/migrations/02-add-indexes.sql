-- Blocks writes on users for the moment that it takes; the site is in maintenance. While a uuid is null it collides
-- with nothing, so the index can be unique from the start.

-- handrail:accept HZ015 the site is in maintenance: nobody writes
create unique index users_uuid_key on users (uuid);
