namespace Telehealth.Verify;

internal static class Program
{
    private static int Main()
    {
        Console.Error.WriteLine("usage: telehealth-verify EXPORT");
        return 2;
    }
}
