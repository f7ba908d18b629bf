-- wrk's requests: the target and the body of $BENCH_METHOD, $BENCH_TARGET and
-- $BENCH_BODY with {name} replaced by that column of the next row of the file
-- $BENCH_ROWS, whose first line has the columns' names; behind the last row
-- comes the first.  Prints requests, microseconds, errors, p50 and p99 (us).

local method = os.getenv("BENCH_METHOD")
local target = os.getenv("BENCH_TARGET")
local body = os.getenv("BENCH_BODY")
local headers = {
	["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY"),
	["Content-Type"] = "application/scim+json"
}
local rows, made, at = {}, {}, 0

local function columns(line)
	local found = {}
	for value in (line .. "\t"):gmatch("([^\t]*)\t") do
		found[#found + 1] = value
	end
	return found
end

function init()
	local names
	for line in io.lines(os.getenv("BENCH_ROWS")) do
		if not names then
			names = columns(line)
		else
			local row = {}
			for i, value in ipairs(columns(line)) do
				row[names[i]] = value
			end
			rows[#rows + 1] = row
		end
	end
end

-- What is read again and again is made once.
function request()
	at = at % #rows + 1
	local sent = made[at] or wrk.format(method,
		target:gsub("{(%w+)}", rows[at]), headers,
		body and body:gsub("{(%w+)}", rows[at]))
	if not body then
		made[at] = sent
	end
	return sent
end

function done(summary, latency)
	local errors = 0
	for _, n in pairs(summary.errors) do
		errors = errors + n
	end
	io.write(string.format("figures %d %d %d %d %d\n", summary.requests,
		summary.duration, errors, latency:percentile(50),
		latency:percentile(99)))
end
