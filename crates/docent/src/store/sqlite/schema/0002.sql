-- Tours: a channel's line says whether it is one.
UPDATE summaries SET line = substr(line, 1, length(line) - 1) || ',false]';
