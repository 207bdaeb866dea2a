package io.narthex.provider;

/** A flow has ended already, with an answer or by its age, and ends only once. */
public final class FlowEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the flow. */
    public FlowEndedException(String flowId) {
        super("flow '" + flowId + "': has ended");
    }
}
