    mcp_tool_calls
