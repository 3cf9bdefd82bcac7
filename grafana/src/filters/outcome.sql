AND $__conditionalAll(toString(outcome) IN (arrayMap(v -> decodeURLComponent(substring(v, 3)), splitByChar('&', '${outcome:customqueryparam:v}'))), $outcome)
