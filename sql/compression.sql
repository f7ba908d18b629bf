-- Documents are longer than PostgreSQL keeps in a row as they are.  LZ4 costs a
-- fraction of pglz, which a server has that was built without it.

do $$
begin
	alter table scim.users alter document set compression lz4;
	alter table scim.folded_documents alter folded set compression lz4;
	alter table scim.events alter before set compression lz4, alter after set compression lz4;
exception when feature_not_supported then
	raise debug 'this server has no lz4';
end
$$;
