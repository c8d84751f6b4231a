-- A waiting message gives up its place.
--
-- KEYS  1 queue, 2 asking (as in begin.lua)
-- ARGV  1 message
-- Returns 1 it waited | 0 it did not
--
-- Interleavings:
--   another attempt of this message waits too: the place was theirs together; that one arrives anew when it asks
--   the message has the turn already: that is untouched, a lease is given back by release

redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[1], ARGV[1])
