multiIf($__interval_s > 43200, intDiv($__interval_s + 86399, 86400) * 86400, $__interval_s > 1800, 21600, $__interval_s)
