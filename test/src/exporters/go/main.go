// Sends two spans over OTLP/HTTP: protobuf, compressed by gzip.
package main

import (
	"context"
	"log"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func main() {
	ctx := context.Background()
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithCompression(otlptracehttp.GzipCompression))
	if err != nil {
		log.Fatal(err)
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", "exporter-go"))),
	)
	tracer := provider.Tracer("exporter", trace.WithInstrumentationVersion("1.0"))
	ctx, parent := tracer.Start(ctx, "parent", trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
		attribute.String("text", "grüße"),
		attribute.Int64("integer", 42),
		attribute.Float64("double", 0.5),
		attribute.Bool("bool", true),
		attribute.StringSlice("list", []string{"a", "b"}),
	))
	_, child := tracer.Start(ctx, "child", trace.WithSpanKind(trace.SpanKindClient))
	child.AddEvent("retry", trace.WithAttributes(attribute.Int("attempt", 2)))
	child.SetStatus(codes.Error, "the disk is full")
	child.End()
	parent.End()
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}
