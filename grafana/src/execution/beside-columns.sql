ts AS time, toString(target) AS name, toString(outcome) AS outcome_name, trace_id, span_id
