                    SELECT exchange
                    FROM mcp_failed_operations
                    WHERE method = 'tools/call' AND side = 'server'
                        AND ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 HOUR AND ts < {to:DateTime64(6, 'UTC')} + INTERVAL 1 HOUR
                    SETTINGS final = 0
