toStartOfInterval(toDateTime(ts), toIntervalSecond(
    -- include filters/wide-step
))
