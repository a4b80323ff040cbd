package dev.parley.rehearsal;

/// Serves the stand-ins alone with a voice without a mind, for checks from outside; the argument is the port.
final class ServeStandIn {
    private ServeStandIn() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        StandInSettings open = StandInSettings.open(1);
        StandIn standIn = StandIn.start(
                new StandInSettings(port, open.seed(), open.models(), open.contextWindows()),
                Fakes.COUNTER,
                Fakes.VOICE);
        System.out.println(standIn.url());
        Thread.currentThread().join();
    }
}
