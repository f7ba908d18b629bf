-- The release that these files are of.

do $$
begin
	if exists (select from scim.schema_version where string_to_array(version, '.')::int[] > array[0, 2, 0]) then
		raise exception 'the schema is of release %, newer than these files', (select version from scim.schema_version)
			using hint = 'Take upgrade.sql of that release, or of a newer one.';
	end if;
end
$$;
delete from scim.schema_version;
insert into scim.schema_version (version, serves) values ('0.2.0', '0.2.0');
