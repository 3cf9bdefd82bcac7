"""Without an argument: a client that is not traced. `server`: a server of FastMCP 2, whose tools OpenLLMetry hooks."""

import asyncio
import os
import sys


def serve() -> None:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.mcp import McpInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "notes"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), schedule_delay_millis=200))
    trace.set_tracer_provider(provider)
    McpInstrumentor().instrument()

    from fastmcp import FastMCP

    server = FastMCP("notes")

    @server.tool
    def echo(message: str, times: int = 1) -> str:
        return message

    @server.tool
    def fail() -> str:
        raise RuntimeError("the disk is full")

    server.run(show_banner=False)


async def converse() -> None:
    from fastmcp import Client
    from fastmcp.client.transports import StdioTransport

    async with Client(StdioTransport(sys.executable, [__file__, "server"], env=dict(os.environ))) as client:
        await client.list_tools()
        await client.call_tool("echo", {"message": "hello", "times": 2})
        await client.call_tool("fail", {}, raise_on_error=False)
        await client.call_tool("absent", {}, raise_on_error=False)
        await client.call_tool("echo", {"message": [5]}, raise_on_error=False)
        await asyncio.sleep(1)


if sys.argv[1:] == ["server"]:
    serve()
else:
    asyncio.run(converse())
