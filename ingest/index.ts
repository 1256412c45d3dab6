// ingest: AWS and files to snapshots, snapshots to graphs in a store.
