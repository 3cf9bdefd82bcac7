"""Without an argument the official SDK's client and server over stdio are recorded; `server` is the server's process."""

import asyncio
import os
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.mcp import McpInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

IS_SERVER = sys.argv[1:] == ["server"]

provider = TracerProvider(resource=Resource.create({"service.name": "notes" if IS_SERVER else "notes-agent"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
McpInstrumentor().instrument()


def serve() -> None:
    from mcp.server.fastmcp import FastMCP

    server = FastMCP("notes")

    @server.tool()
    def echo(message: str, times: int = 1) -> str:
        return message

    @server.tool()
    def fail() -> str:
        raise RuntimeError("the disk is full")

    @server.resource("note://today")
    def today() -> str:
        return "buy milk"

    @server.prompt()
    def greet(name: str) -> str:
        return f"Greet {name}"

    server.run()


async def converse() -> None:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    command = StdioServerParameters(command=sys.executable, args=[__file__, "server"], env=dict(os.environ))
    async with stdio_client(command) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        await session.list_tools()
        await session.call_tool("echo", {"message": "hello", "times": 2})
        await session.call_tool("fail", {})
        await session.call_tool("absent", {})
        await session.call_tool("echo", {"message": [5]})
        await session.read_resource("note://today")
        await session.get_prompt("greet", {"name": "Ada"})


if IS_SERVER:
    serve()
else:
    asyncio.run(converse())
provider.shutdown()
