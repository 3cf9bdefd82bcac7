
-- Heartbeats came after its last operation, and stopped.
status = 'lost' AND last_sign_of_life > last_activity
