"""The official SDK for Python, version 2, traces by itself, by the conventions, once a tracer provider is there."""

import asyncio

from mcp import Client
from mcp.server.mcpserver import MCPServer
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider(resource=Resource.create({"service.name": "notes"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)

server = MCPServer("notes")


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


async def converse() -> None:
    async with Client(server) as client:
        await client.list_tools()
        for name, arguments in (
            ("echo", {"message": "hello", "times": 2}),
            ("fail", {}),
            ("absent", {}),
            ("echo", {"message": [5]}),
        ):
            try:
                await client.call_tool(name, arguments)
            except Exception as error:  # A result or a JSON-RPC error, which is the SDK's choice.
                print(type(error).__name__, error)
        await client.read_resource("note://today")
        await client.get_prompt("greet", {"name": "Ada"})


asyncio.run(converse())
provider.shutdown()
