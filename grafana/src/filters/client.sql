AND $__conditionalAll(client_name IN (arrayMap(v -> decodeURLComponent(substring(v, 3)), splitByChar('&', '${client:customqueryparam:v}'))), $client)
