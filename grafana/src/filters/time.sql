toStartOfInterval(toDateTime(ts), toIntervalSecond(
    -- include filters/step
))
