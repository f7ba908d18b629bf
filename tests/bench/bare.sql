-- What a POST of a user leaves behind, for the contestant "rows".

create table bare_users (like scim.users including all);
create table bare_events (like scim.events including all);
create table bare_user as select * from scim.users where external_id = '00u1';
create table bare_event as
	select document::jsonb || '{"active": true, "statsigOrgRole": "Member"}' as after from bare_user;
grant all on bare_users, bare_events, bare_user, bare_event to scim_fcgi;
