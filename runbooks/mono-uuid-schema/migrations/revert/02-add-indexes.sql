drop index users_uuid_key;
