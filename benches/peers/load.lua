-- What wrk sends: adds to carts picked at random, by somebody in them. Arguments: a file of cart ids, how many of them,
-- members and SKUs with commas.
local carts, members, skus = {}, {}, {}
local headers = { ["content-type"] = "application/json" }

local function split(text, into)
  for word in text:gmatch("[^,]+") do into[#into + 1] = word end
end

function init(args)
  local count = tonumber(args[2])
  for cart in io.lines(args[1]) do
    if #carts < count then carts[#carts + 1] = cart end
  end
  split(args[3], members)
  split(args[4], skus)
  math.randomseed(os.time())
end

function request()
  headers["x-member"] = members[math.random(#members)]
  local body = '{"sku":"' .. skus[math.random(#skus)] .. '","quantity":1}'
  return wrk.format("POST", "/carts/" .. carts[math.random(#carts)] .. "/items", headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local line = "load requests=%d failed=%d seconds=%.6f p50_us=%d p99_us=%d\n"
  local p50, p99 = latency:percentile(50), latency:percentile(99)
  io.write(line:format(summary.requests, failed, summary.duration / 1e6, p50, p99))
end
