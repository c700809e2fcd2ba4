drop view user_accounts;
