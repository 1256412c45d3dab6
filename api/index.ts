// api: answers, and GraphQL over them.
