session_key IN (SELECT arrayJoin(shown.1)) AND ts >= shown.2 AND ts <= shown.3
