-- What a POST of a user leaves behind, for the contestant "rows".

create table bare_users (like scim.users including all);
create table bare_folded_documents (like scim.folded_documents including all);
create table bare_events (like scim.events including all);
create table bare_user as select * from scim.users where external_id = '00u1';
create table bare_folded_document as select f.* from scim.folded_documents f join bare_user u on f.user_id = u.id;
create table bare_event as
	select document::jsonb || '{"active": true, "statsigOrgRole": "Member"}' as after from bare_user;
grant all on bare_users, bare_folded_documents, bare_events, bare_user, bare_folded_document, bare_event to scim_fcgi;
grant execute on function scim.email_prefixes, scim.new_id to scim_fcgi;
