namespace Telehealth.Server.Desk;

/// <summary>Follows commits as they happen, in a visit's order, before its lease is let go: remember or schedule, never wait.</summary>
internal interface ICommitFollower
{
    void Follow(CommittedChange change);
}
