-- Counts one more in a window that begins with its first.
--
-- KEYS  1 count
-- ARGV  1 windowMs
-- Returns the count, this one included
--
-- Interleavings:
--   two callers at once: both are counted, and the window begins once
--   the window ends between two calls: the later one is the first of the next

local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return count
