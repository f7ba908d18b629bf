// A SCIM service of scimmy and scimmy-routers over PostgreSQL, as good as
// their interfaces allow: what they look up has an index, the database does
// the paging, statements are prepared, a process for each processor.
//
//	node server.js PORT	(libpq's variables, and SESSIONS in all)

import cluster from "node:cluster";
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import express from "express";
import pg from "pg";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const processes = availableParallelism();

if (cluster.isPrimary) {
	for (let i = 0; i < processes; i++)
		cluster.fork();
	process.on("SIGTERM", () => process.exit());
} else {
	serve(Number(process.argv[2]));
}

function serve(port) {
	const pool = new pg.Pool({
		max: Math.max(1, Math.round(process.env.SESSIONS / processes))
	});
	const query = async (name, text, values) =>
		(await pool.query({ name, text, values })).rows;

	declare(query, SCIMMY.Resources.User, "users", "user_name", "userName");
	declare(query, SCIMMY.Resources.Group, "groups", "display_name",
		"displayName");
	SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);

	const app = express();
	app.disable("etag");
	app.use("/scim/v2", new SCIMMYRouters({
		type: "bearer",
		handler: async (request) => {
			const key = request.header("Authorization")?.slice(7) ?? "";
			const [found] = await query("key",
				"select from peer.keys where hash = $1",
				[createHash("sha256").update(key).digest()]);
			if (!found)
				throw new Error("The key is not known");
		}
	}));
	app.listen(port, "127.0.0.1", 1024);
}

// A resource type: its table, and the attribute that is unique, in a column.
function declare(query, Resource, table, column, attribute) {
	const resource = ({ id, document }) => ({ ...document, id });

	SCIMMY.Resources.declare(Resource, {
		egress: async ({ id, filter, constraints }) => {
			if (id)
				return (await query(`${table} read`,
					`select id, document from peer.${table} where id = $1`,
					[id])).map(resource);
			if (filter)
				return search(query, table, column, attribute, filter);
			return page(query, table, constraints);
		},
		ingress: async ({ id }, instance) => {
			const document = JSON.stringify(instance);
			const name = instance[attribute].toLowerCase();
			const rows = id
				? await query(`${table} replace`,
					`update peer.${table} set document = $2, ${column} = $3
					where id = $1 returning id, document`,
					[id, document, name])
				: await query(`${table} create`,
					`insert into peer.${table} (document, ${column})
					values ($1, $2) returning id, document`,
					[document, name]);
			return resource(rows[0]);
		},
		degress: ({ id }) => query(`${table} delete`,
			`delete from peer.${table} where id = $1`, [id])
	});

	// One row for attribute eq, else all that there are, for the filter.
	async function search(query, table, column, attribute, filter) {
		const expression = filter.length === 1 &&
			Object.entries(filter[0]).length === 1 &&
			filter[0][attribute];
		const rows = expression && expression[0] === "eq"
			? await query(`${table} find`,
				`select id, document from peer.${table} where ${column} = $1`,
				[String(expression[1]).toLowerCase()])
			: await query(`${table} all`,
				`select id, document from peer.${table} order by seq`);
		return filter.match(rows.map(resource));
	}

	// With totalResults among the constraints it takes a page for a page.
	async function page(query, table, constraints = {}) {
		const { startIndex = 1, count = 20 } = constraints;
		const [{ n }] = await query(`${table} count`,
			`select count(*) as n from peer.${table}`);
		constraints.totalResults = Number(n);
		return (await query(`${table} page`,
			`select id, document from peer.${table} order by seq
			offset $1 limit $2`, [startIndex - 1, count])).map(resource);
	}
}
