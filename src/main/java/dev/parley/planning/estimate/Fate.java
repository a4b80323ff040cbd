package dev.parley.planning.estimate;

/// What decides a run that is played through: see [Play].
interface Fate {
    /// @param likely who is projected to speak
    /// @param possible everybody who may, in order
    /// @param before who spoke last; -1 at first
    int speaker(int turn, int likely, int[] possible, int before);

    /// Base tokens that the speaker says.
    double visible(int turn, int speaker, Manner manner);

    /// Whether somebody says the phrase that ends the run.
    boolean endsWith(int turn);

    /// Mean lengths, likely speakers, and no early end.
    Fate MEAN = new Fate() {
        @Override
        public int speaker(int turn, int likely, int[] possible, int before) {
            return likely;
        }

        @Override
        public double visible(int turn, int speaker, Manner manner) {
            return manner.reply().visible().mean();
        }

        @Override
        public boolean endsWith(int turn) {
            return false;
        }
    };
}
