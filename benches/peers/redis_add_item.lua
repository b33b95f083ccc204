-- Adds an item to a cart: role, price, line, total, version, and the last 24 events. Answers with version and total.
local cart, events, prices = KEYS[1], KEYS[2], KEYS[3]
local member, sku, quantity = ARGV[1], ARGV[2], tonumber(ARGV[3])

local role = redis.call('HGET', cart, 'member:' .. member)
if not role then return redis.error_reply('cart_not_found') end
if role ~= 'owner' and role ~= 'editor' then return redis.error_reply('capability_missing') end
if quantity < 1 then return redis.error_reply('quantity_must_not_be_zero') end
local price = redis.call('HGET', prices, sku)
if not price then return redis.error_reply('price_not_found') end

redis.call('HINCRBY', cart, 'line:' .. sku .. ':' .. price, quantity)
local total = redis.call('HINCRBY', cart, 'total', price * quantity)
local version = redis.call('HINCRBY', cart, 'version', 1)
local at = redis.call('TIME')[1]
redis.call('LPUSH', events, table.concat({version, at, member, sku, quantity}, '|'))
redis.call('LTRIM', events, 0, 23)
return {version, total}
